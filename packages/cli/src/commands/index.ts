import type { CommandBody, CommandEntry } from '../command.ts'

/** All commands, in the order of the help. A command's file is loaded only when it runs. */
export const commands: readonly CommandEntry[] = [
  row('demo', '', 'Ring and play a two-second video, all on this machine', () => import('./demo.ts')),
  row('dial', '', 'Ring people, play a stream and wait for the end', () => import('./dial.ts')),
  row('call start', '', 'Ring people and return at once', () => import('./call.ts')),
  row('call show', 'CALL_ID', 'Show who is in a call and who is still ringing', () => import('./call.ts')),
  row('call attach', '', 'Continue a call that dial --detach has placed', () => import('./call.ts')),
  row('call end', '[CALL_ID]', 'End a call for everyone', () => import('./call.ts')),
  row('record show', 'CALL_ID', 'Show how a call went', () => import('./record.ts')),
  row('record list', '', 'List the calls of the last seven days', () => import('./record.ts')),
  row('callback set', '', 'Set the callback URL', () => import('./callback.ts')),
  row('callback show', '', 'Show the callback URL and its events', () => import('./callback.ts')),
  row('callback delete', '', 'Delete the callback URL', () => import('./callback.ts'), 'remove'),
  row('ingest start', '', 'Play a stream into a room', () => import('./ingest.ts')),
  row('ingest update', 'TASK_ID', 'Change the URL, volume or pause state of a stream', () => import('./ingest.ts')),
  row('ingest show', 'TASK_ID', 'Show the state of a stream', () => import('./ingest.ts')),
  row('ingest stop', 'TASK_ID', 'Stop a stream', () => import('./ingest.ts')),
  row('account import', '', 'Import users', () => import('./account.ts'), 'importUsers'),
  row('account check', '', 'Check whether users are imported', () => import('./account.ts')),
  row('account online', '', 'Show which users are online', () => import('./account.ts')),
  row('robot set', '', 'Set the name and the picture that callees see', () => import('./robot.ts')),
  row('usersig mint', '', 'Mint a UserSig', () => import('./usersig.ts')),
  row('usersig inspect', '[USERSIG]', 'Decode a UserSig or PrivateMapKey and check it', () => import('./usersig.ts')),
  row('webhook listen', '', 'Receive, verify, print and forward callbacks', () => import('./webhook.ts')),
  row('webhook send', 'EVENT', 'Post a signed sample event to a receiver', () => import('./webhook.ts')),
  row('webhook verify', 'BODY_FILE', 'Verify a saved delivery and print the event', () => import('./webhook.ts')),
  row('doctor', '', 'Diagnose configuration problems', () => import('./doctor.ts')),
  row('emulator', '', 'Emulate the vendor on this machine', () => import('./emulator.ts')),
  row('api', '[OPERATION]', 'Send any operation of the two interfaces', () => import('./api.ts')),
  row('profile add', 'NAME', 'Save credentials and endpoints as a named profile', () => import('./profile.ts')),
  row('profile list', '', 'List the profiles', () => import('./profile.ts')),
  row('profile use', 'NAME', 'Make a profile the default', () => import('./profile.ts')),
  row('profile show', '[NAME]', 'Show the settings of commands and their sources', () => import('./profile.ts')),
  row('profile remove', 'NAME', 'Delete a profile and its secrets', () => import('./profile.ts')),
  row('completion', '[SHELL]', 'Print the completion script of a shell', () => import('./completion.ts')),
]

type LastWord<Path extends string> = Path extends `${string} ${infer Rest}` ? LastWord<Rest> : Path

/**
 * @param argument The positional argument: `CALL_ID`, `[CALL_ID]` if it is optional, '' if there is none.
 * @param name Of the export. Default: the last word of the path.
 */
function row<const Path extends string, const Name extends string = LastWord<Path>>(
  path: Path,
  argument: string,
  summary: string,
  load: () => Promise<{ readonly [Key in NoInfer<Name>]: CommandBody }>,
  name = path.split(' ').at(-1) as Name,
): CommandEntry {
  return { path: path.split(' '), argument, summary, load: async () => (await load())[name] }
}
