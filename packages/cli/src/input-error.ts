/** Whether a client refused the input, so that nothing was sent. Branded, so that the clients need not be loaded for it. */
export function isInputError(error: unknown): error is TypeError {
  return typeof error === 'object' && error !== null && Symbol.for('trtc-call.input-error') in error
}
