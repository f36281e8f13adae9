/** What the clients check before they send anything: operations and functions by their names … */
const inFunction =
  /^(dial|raw|intRoom|stringRoom|resumeCall|inspectUserSig|startCallByRobot|getCallInfo|endCall|getRecordByCallid|getRecordByFilter|(start|stop|update|describe)StreamIngest|setCallback|accountImport|multiaccountImport|accountCheck|portraitSet|queryOnlineStatus): /

/** … and options by theirs. V8 begins with a name, too: "site is not iterable". */
const ofOption =
  /^(site|edition|region|identifier|sdkAppId|sdkSecretKey|userSig|secretId|secretKey|token|userId|lifetimeMs|ingestRoomIdType|(attemptT|t)imeoutMs) (?!is not )/

const inWords = /^(the endpoint of|give) /

/**
 * Whether the input was refused by a client of ours, so that nothing was sent. Node, undici and V8 throw TypeErrors as well,
 * at any time; those have a code or a cause, or none of our words, and what was done before them nobody knows.
 */
export function isInputError(error: unknown): error is TypeError {
  if (!(error instanceof TypeError) || 'code' in error || 'cause' in error) return false
  return [inFunction, ofOption, inWords].some((words) => words.test(error.message))
}
