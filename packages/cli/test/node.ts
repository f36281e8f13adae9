/** What runs the built program: the Node that runs the tests, or another one, when they are run for that. */
export const node = process.env.TRTC_CALL_TEST_NODE ?? process.execPath
