// What the command needs, loaded when it is given.
export { assertSense } from './assert-sense.ts'
export { examine } from './examine.ts'
export { report } from './report.ts'
