// What the command needs, loaded when it is given.
export { examine } from './examine.ts'
export { confirmExperiments, experiment } from './experiments.ts'
export { isWell } from './finding.ts'
export { report } from './report.ts'
