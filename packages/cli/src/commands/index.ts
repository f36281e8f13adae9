import type { CommandEntry } from '../command.ts'

/** All commands, in the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    path: ['demo'],
    summary: 'a robot rings jack and starts a two-second video, all on this machine',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    path: ['dial'],
    summary: 'ring people, play them a stream, wait for the end',
    load: async () => (await import('./dial.ts')).dialCommand,
  },
  {
    path: ['call', 'start'],
    summary: 'ring people and return at once',
    load: async () => (await import('./call-start.ts')).callStartCommand,
  },
  {
    path: ['call', 'show'],
    argument: 'CALL_ID',
    summary: 'who is in a call, who still rings',
    load: async () => (await import('./call-show.ts')).callShowCommand,
  },
  {
    path: ['call', 'attach'],
    summary: 'go on with a call that dial --detach has placed',
    load: async () => (await import('./call-attach.ts')).callAttachCommand,
  },
  {
    path: ['call', 'end'],
    argument: '[CALL_ID]',
    summary: 'end a call for everybody',
    load: async () => (await import('./call-end.ts')).callEndCommand,
  },
  {
    path: ['record', 'show'],
    argument: 'CALL_ID',
    summary: 'how a call went',
    load: async () => (await import('./record-show.ts')).recordShowCommand,
  },
  {
    path: ['record', 'list'],
    summary: 'calls of the last seven days, and how they ended',
    load: async () => (await import('./record-list.ts')).recordListCommand,
  },
  {
    path: ['callback', 'set'],
    summary: 'say where the vendor posts what happens in calls',
    load: async () => (await import('./callback-set.ts')).callbackSetCommand,
  },
  {
    path: ['callback', 'show'],
    summary: 'where the vendor posts what happens in calls',
    load: async () => (await import('./callback-show.ts')).callbackShowCommand,
  },
  {
    path: ['callback', 'delete'],
    summary: 'stop all callbacks of calls',
    load: async () => (await import('./callback-delete.ts')).callbackDeleteCommand,
  },
  {
    path: ['ingest', 'start'],
    summary: 'play a stream into a room',
    load: async () => (await import('./ingest-start.ts')).ingestStartCommand,
  },
  {
    path: ['ingest', 'update'],
    argument: 'TASK_ID',
    summary: 'change what a task plays, how loud, or whether it is paused',
    load: async () => (await import('./ingest-update.ts')).ingestUpdateCommand,
  },
  {
    path: ['ingest', 'show'],
    argument: 'TASK_ID',
    summary: 'whether a stream still runs',
    load: async () => (await import('./ingest-show.ts')).ingestShowCommand,
  },
  {
    path: ['ingest', 'stop'],
    argument: 'TASK_ID',
    summary: 'stop a stream',
    load: async () => (await import('./ingest-stop.ts')).ingestStopCommand,
  },
  {
    path: ['account', 'import'],
    summary: 'make users known to the vendor, so that they can ring and be rung',
    load: async () => (await import('./account-import.ts')).accountImportCommand,
  },
  {
    path: ['account', 'check'],
    summary: 'whether users are known to the vendor',
    load: async () => (await import('./account-check.ts')).accountCheckCommand,
  },
  {
    path: ['account', 'online'],
    summary: 'who can be reached right now',
    load: async () => (await import('./account-online.ts')).accountOnlineCommand,
  },
  {
    path: ['robot', 'set'],
    summary: 'the name and the picture that callees see while it rings',
    load: async () => (await import('./robot-set.ts')).robotSetCommand,
  },
  {
    path: ['usersig', 'mint'],
    summary: 'make a UserSig',
    load: async () => (await import('./usersig-mint.ts')).usersigMintCommand,
  },
  {
    path: ['usersig', 'inspect'],
    argument: '[USERSIG]',
    summary: 'what is in a UserSig, and what is wrong with it',
    load: async () => (await import('./usersig-inspect.ts')).usersigInspectCommand,
  },
  {
    path: ['privatemapkey', 'mint'],
    summary: 'make a permission ticket for a room (PrivateMapKey)',
    load: async () => (await import('./privatemapkey-mint.ts')).privatemapkeyMintCommand,
  },
  {
    path: ['privatemapkey', 'inspect'],
    argument: '[PRIVATEMAPKEY]',
    summary: 'which room a PrivateMapKey opens, to do what, and what is wrong with it',
    load: async () => (await import('./privatemapkey-inspect.ts')).privatemapkeyInspectCommand,
  },
  {
    path: ['webhook', 'listen'],
    summary: 'receive callbacks here, verify them, show them, hand them on',
    load: async () => (await import('./webhook-listen.ts')).webhookListenCommand,
  },
  {
    path: ['webhook', 'send'],
    argument: 'EVENT',
    summary: 'post a sample event to a receiver, signed as the vendor would',
    load: async () => (await import('./webhook-send.ts')).webhookSendCommand,
  },
  {
    path: ['webhook', 'verify'],
    argument: 'BODY_FILE',
    summary: 'whether a delivery is to be believed, and what it says',
    load: async () => (await import('./webhook-verify.ts')).webhookVerifyCommand,
  },
  {
    path: ['doctor'],
    summary: 'find out what is wrong, and how to mend it',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    path: ['emulator'],
    summary: 'stand in for the vendor on this machine',
    load: async () => (await import('./emulator.ts')).emulatorCommand,
  },
  {
    path: ['api'],
    argument: '[OPERATION]',
    summary: 'any operation of the two interfaces, by its name',
    load: async () => (await import('./api.ts')).apiCommand,
  },
  {
    path: ['profile', 'add'],
    argument: 'NAME',
    summary: 'keep who asks and where, under a name',
    load: async () => (await import('./profile-add.ts')).profileAddCommand,
  },
  {
    path: ['profile', 'list'],
    summary: 'the names of the profiles',
    load: async () => (await import('./profile-list.ts')).profileListCommand,
  },
  {
    path: ['profile', 'use'],
    argument: 'NAME',
    summary: 'make a profile the one that is used where none is named',
    load: async () => (await import('./profile-use.ts')).profileUseCommand,
  },
  {
    path: ['profile', 'show'],
    argument: '[NAME]',
    summary: 'what a command would use, and where each value comes from',
    load: async () => (await import('./profile-show.ts')).profileShowCommand,
  },
  {
    path: ['profile', 'remove'],
    argument: 'NAME',
    summary: 'forget a profile, and the secrets in it',
    load: async () => (await import('./profile-remove.ts')).profileRemoveCommand,
  },
  {
    path: ['completion'],
    argument: '[SHELL]',
    summary: 'what a shell needs to complete commands and options',
    load: async () => (await import('./completion.ts')).completionCommand,
  },
]
