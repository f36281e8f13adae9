import type { SourceChange } from './releases.ts'

const packages = ['@trtc-call/core', '@trtc-call/edge', '@trtc-call/node']

/** A new feature without breaking changes. */
export const somethingNew: SourceChange = {
  bump: 'minor',
  packages,
  rebuilds: ['core'],
  text: 'Name a room in a sentence: `describeRoom`\n\nIt says whether the room is numbered or named, for a log that people read.',
  edits: {
    'packages/core/src/describe-room.ts': () =>
      "import type { Room } from './room.ts'\n\nexport const describeRoom = (room: Room): string => [room.kind, 'room', room.id].join(' ')\n",
    // Also a change of the description, without a changeset.
    'packages/spec/src/generated/call.json': (text) => text.replace('"x-max-bytes": 1000', '"x-max-bytes": 1200'),
    'packages/core/src/index.ts': (text) => `${text}export { describeRoom } from './describe-room.ts'\n`,
  },
}

const rename = (text: string) => text.replaceAll(/(?<![.-])\buserData\b/g, 'note')

/** Renames an option, with a migration line. */
export const optionRenamed: SourceChange = {
  bump: 'major',
  packages,
  rebuilds: ['core', 'cli'],
  text: 'Give callees a note instead of user data\n\nThe old name was taken for data about the user.\n\nMigration: write `note` where you wrote `userData`.',
  edits: {
    'packages/core/src/dial/requests.ts': (text) => rename(text).replaceAll('request.userData', 'request.note'),
    'packages/core/src/dial/types.ts': rename,
    'packages/cli/src/dial/read-request.ts': (text) => text.replace('userData, push }', 'note: userData, push }'),
    'packages/cli/src/demo/play.ts': (text) => text.replace('userData:', 'note:'),
  },
}
