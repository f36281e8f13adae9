/** A phrase or name that the project does not use, and what to write instead. */
export interface Banned {
  /** Matched without regard to case. A blank also matches a line break with the comment marks around it. */
  readonly words: string
  readonly instead: string
}

/** The phrases and coined names that `pnpm lint` refuses. */
export const banned: readonly Banned[] = [
  { words: 'mend|mends|mended', instead: 'fix' },
  { words: 'by itself', instead: 'automatically' },
  { words: 'be had', instead: 'be obtained, be available' },
  { words: 'in the place of', instead: 'instead of' },
  { words: 'is told of', instead: 'learns of, is notified of' },
  { words: 'deed|deeds|useDeed', instead: 'action' },
  { words: 'harmless|harmlessly|harmlessText|harmlessLine', instead: 'safe, idempotent; escapeControl' },
  { words: 'rehearse|rehearsed|rehearsal|rehearsals', instead: 'dry run' },
  { words: 'stranger|strangers', instead: 'untrusted, unknown' },
  { words: 'trunk|trunks', instead: 'shared chunk' },
  { words: 'unheard', instead: 'ignored' },
  { words: 'unobeyed', instead: 'escapeFormula' },
  { words: 'asksFirst|askWhether|StoppedAsking', instead: 'needsConfirmation, confirm, PromptCancelled' },
  { words: 'anySender|atOnce|at-once|when-done', instead: 'allowUnauthenticated, immediately, after-handler' },
  { words: 'attemptUntilSettled|meansDone|settledBy', instead: 'executeWithRetry, isAlreadyDone' },
  { words: 'callLooksPerSecond|callLook', instead: 'callPollsPerSecond, poll' },
  { words: 'createSeenWebhooks|SeenWebhooks', instead: 'createDedupeStore' },
  { words: 'findBefore|keptSetting|leadHere|putBack', instead: 'savedCallback, redirectCallbacks, restore' },
  { words: 'flagWords|blame|blamed', instead: 'optionNames, attributeError' },
  { words: 'followOn|hearMembers|ifLost|orGiveUp', instead: 'follow, watchMembers, onWriteError, cleanUpOnError' },
  { words: 'handOn|passOver|whenHad', instead: 'forward, ignoreErrors, await' },
  { words: 'howItEnded|hearOfAnswer|hungUpHere', instead: 'resolveEnd, markAnswered, endedLocally' },
  { words: 'learnedRoomIdType', instead: 'detectedRoomIdType' },
  { words: 'letGo|waitForTurn', instead: 'release, acquire' },
  { words: 'neverConnected|noTunnel|saysNotSent|saysSo', instead: 'isPreConnectError, isProxyError, isNotSent' },
  { words: 'NewsOf|CallNews', instead: 'CallUpdate, Topic' },
  { words: 'orderlyEnd|assertSense|watchTransport', instead: 'validateOptions, probeTransport' },
  { words: 'pickFault|keptEvidence|seeRobotLeave', instead: 'selectFault, authInputs, robotLeft' },
  { words: 'refuseStale|refuseUnknown', instead: 'assertFresh, assertKnownKeys' },
  { words: 'shareStep|signsAnew|steadyClock', instead: 'singleFlight, refreshSignature, monotonicClock' },
  { words: 'Shelf|Looker|Surroundings', instead: 'Cache, Waiter, Context' },
  { words: 'Teller|Announcer|playhead', instead: 'EventSink, Notifier, position' },
  { words: 'unlessAborted', instead: 'raceAbort' },
  { words: 'whenEnded', instead: 'onEnd' },
]
