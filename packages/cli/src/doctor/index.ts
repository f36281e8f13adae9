// What the command needs, loaded when it is given.
export { assertSense } from './assert-sense.ts'
export { examine } from './examine.ts'
export { confirmExperiments } from './experiments.ts'
export { isWell } from './finding.ts'
export { report } from './report.ts'
export { tryExperiments } from './try-experiments.ts'
