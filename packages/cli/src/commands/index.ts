import type { Command } from '../command.ts'
import { callEndCommand } from './call-end.ts'
import { callShowCommand } from './call-show.ts'
import { callStartCommand } from './call-start.ts'
import { demoCommand } from './demo.ts'
import { dialCommand } from './dial.ts'
import { emulatorCommand } from './emulator.ts'
import { ingestShowCommand } from './ingest-show.ts'
import { ingestStartCommand } from './ingest-start.ts'
import { ingestStopCommand } from './ingest-stop.ts'
import { ingestUpdateCommand } from './ingest-update.ts'
import { usersigInspectCommand } from './usersig-inspect.ts'
import { usersigMintCommand } from './usersig-mint.ts'

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  demoCommand,
  dialCommand,
  callStartCommand,
  callShowCommand,
  callEndCommand,
  ingestStartCommand,
  ingestUpdateCommand,
  ingestShowCommand,
  ingestStopCommand,
  usersigMintCommand,
  usersigInspectCommand,
  emulatorCommand,
]
