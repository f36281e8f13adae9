import type { Case } from '../case.ts'

/** Rooms, and signing by hand. */
export const roomAndKeyCases: readonly Case[] = [
  {
    name: 'a string for an int room',
    right: 'rtc.intRoom(123)',
    wrong: "rtc.intRoom('123')",
    says: "'string' is not assignable to parameter of type 'number'",
    code: 2345,
  },
  {
    name: 'a number for a string room',
    right: "rtc.stringRoom('room-42')",
    wrong: 'rtc.stringRoom(42)',
    says: "'number' is not assignable to parameter of type 'string'",
    code: 2345,
  },
  {
    name: 'an int room with an id in digits',
    right: "const written: rtc.Room = { kind: 'int', id: 123 }",
    wrong: "const written: rtc.Room = { kind: 'int', id: '123' }",
    says: "'string' is not assignable to type 'number'",
    code: 2322,
  },
  {
    name: 'a UserSig without a lifetime',
    right: "rtc.mintUserSig({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000 })",
    wrong: "rtc.mintUserSig({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack' })",
    says: 'lifetimeMs',
    code: 2345,
  },
  {
    name: 'a lifetime in seconds',
    right: "rtc.mintUserSig({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000 })",
    wrong: "rtc.mintUserSig({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000, expire: 60 })",
    says: 'expire',
    code: 2353,
  },
  {
    name: 'the key of the cloud account for a UserSig',
    right: "rtc.mintUserSig({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000 })",
    wrong: "rtc.mintUserSig({ sdkAppId: 1, secretKey: key, userId: 'jack', lifetimeMs: 60000 })",
    says: 'secretKey',
    code: 2561,
  },
  {
    name: 'a privilege that does not exist',
    right:
      "rtc.mintPrivateMapKey({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000, room, privileges: ['enter-room'] })",
    wrong:
      "rtc.mintPrivateMapKey({ sdkAppId: 1, sdkSecretKey: key, userId: 'jack', lifetimeMs: 60000, room, privileges: ['leave-room'] })",
    says: 'leave-room',
    code: 2322,
  },
]
