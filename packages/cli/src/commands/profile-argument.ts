import type { Argument } from '../command.ts'

/** Of the commands that change a profile. */
export const profileArgument: Argument = { name: 'NAME', summary: 'of the profile', required: true }
