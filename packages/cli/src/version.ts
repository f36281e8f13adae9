import packageJson from '../package.json' with { type: 'json' }

/** Of this package. The build puts it into the program. */
export const { version } = packageJson
