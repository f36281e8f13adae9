/** Code that has to compile everywhere, and that was once easy to get wrong. */
export const accepted: Readonly<Record<string, string>> = {
  'options that are there but undefined':
    "calls.endCall({ CallId: '1' }, { signal: undefined, timeoutMs: undefined }); dial({ robot: 'r', callees: ['j'], media: 'audio', room: undefined, stream: undefined })",
  'lists and objects that cannot be changed':
    "const callees = ['jack', 'rose'] as const; dial({ robot: 'robot', callees, media: 'audio' } as const)",
  'what the platform brings':
    "rtc.createTrtcCall({ sdkAppId: 1, call: { site: 'china', identifier: 'a', sdkSecretKey: key }, fetch }); calls.endCall({ CallId: '1' }, { signal: AbortSignal.timeout(1000) })",
  'a handle that was saved': "declare const calling: rtc.TrtcCall; calling.resumeCall(JSON.parse('{}')).hangUp()",
  'a saved handle that goes on':
    'declare const call: rtc.DialedCall; declare const app: rtc.TrtcCall; app.resumeCall(call.toJSON())',
  'commands that the description does not know yet': "calls.raw('v4/new', { A: 1 }); trtc.raw('NewAction', { A: 1 })",
}
