// A separate entry, so that a command line can list its flags without loading the emulator.
export { OptionError, type OptionErrorReason } from './options/option-error.ts'
export { emulatorOptionTable, type OptionKind, type OptionRow, variableOf } from './options/option-table.ts'
export { type OptionSources, readEmulatorOptions } from './options/read-options.ts'
