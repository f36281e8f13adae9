import { bothOptions, confirmOptions } from '../client/access-options.ts'

export const doctorOptions = {
  robot: { kind: 'text', value: 'USER', summary: 'the robot that will ring: is it an account?' },
  callee: { kind: 'text', value: 'USER', repeatable: true, summary: 'whom it will ring: an account, and logged in?' },
  stream: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    summary: 'what will be played: can it be had? With --ring it is played',
  },
  ring: { kind: 'text', value: 'USER', summary: 'ring this user for real, for ten seconds; needs --robot, and --yes' },
  live: {
    kind: 'flag',
    summary: 'find out which meaning of RoomIdType the service has, by two streams of nothing; needs --yes',
  },
  save: { kind: 'flag', summary: 'write what --live found to the profile' },
  ...bothOptions,
  ...confirmOptions,
} as const
