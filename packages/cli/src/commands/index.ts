import type { Command } from '../command.ts'
import { accountCheckCommand } from './account-check.ts'
import { accountImportCommand } from './account-import.ts'
import { accountOnlineCommand } from './account-online.ts'
import { apiCommand } from './api.ts'
import { callAttachCommand } from './call-attach.ts'
import { callEndCommand } from './call-end.ts'
import { callShowCommand } from './call-show.ts'
import { callStartCommand } from './call-start.ts'
import { callbackDeleteCommand } from './callback-delete.ts'
import { callbackSetCommand } from './callback-set.ts'
import { callbackShowCommand } from './callback-show.ts'
import { completionCommandOf } from './completion.ts'
import { demoCommand } from './demo.ts'
import { dialCommand } from './dial.ts'
import { doctorCommand } from './doctor.ts'
import { emulatorCommand } from './emulator.ts'
import { ingestShowCommand } from './ingest-show.ts'
import { ingestStartCommand } from './ingest-start.ts'
import { ingestStopCommand } from './ingest-stop.ts'
import { ingestUpdateCommand } from './ingest-update.ts'
import { privatemapkeyInspectCommand } from './privatemapkey-inspect.ts'
import { privatemapkeyMintCommand } from './privatemapkey-mint.ts'
import { profileAddCommand } from './profile-add.ts'
import { profileListCommand } from './profile-list.ts'
import { profileRemoveCommand } from './profile-remove.ts'
import { profileShowCommand } from './profile-show.ts'
import { profileUseCommand } from './profile-use.ts'
import { recordListCommand } from './record-list.ts'
import { recordShowCommand } from './record-show.ts'
import { robotSetCommand } from './robot-set.ts'
import { usersigInspectCommand } from './usersig-inspect.ts'
import { usersigMintCommand } from './usersig-mint.ts'
import { webhookListenCommand } from './webhook-listen.ts'
import { webhookSendCommand } from './webhook-send.ts'
import { webhookVerifyCommand } from './webhook-verify.ts'

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  demoCommand,
  dialCommand,
  callStartCommand,
  callShowCommand,
  callAttachCommand,
  callEndCommand,
  recordShowCommand,
  recordListCommand,
  callbackSetCommand,
  callbackShowCommand,
  callbackDeleteCommand,
  ingestStartCommand,
  ingestUpdateCommand,
  ingestShowCommand,
  ingestStopCommand,
  accountImportCommand,
  accountCheckCommand,
  accountOnlineCommand,
  robotSetCommand,
  usersigMintCommand,
  usersigInspectCommand,
  privatemapkeyMintCommand,
  privatemapkeyInspectCommand,
  webhookListenCommand,
  webhookSendCommand,
  webhookVerifyCommand,
  doctorCommand,
  emulatorCommand,
  apiCommand,
  profileAddCommand,
  profileListCommand,
  profileUseCommand,
  profileShowCommand,
  profileRemoveCommand,
  completionCommandOf(() => commands),
]
