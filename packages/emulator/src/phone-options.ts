/** Which app a callee has. They behave differently. */
export type PhoneApp = 'android' | 'ios' | 'web'

/** What is bought for the application. `trial` is like `group`. */
export type Edition = '1v1' | 'group' | 'trial' | 'none'

/** What people have in their hands. */
export interface PhoneOptions {
  /**
   * The app of callees about whom nothing else is said. In a call to one, Android closes when the robot's stream leaves,
   * which hangs up; iOS says that the other side hung up, and closes when nobody is left; the web stays. All of them drop
   * invitations of nine or more. Default `web`, so that a call ends when somebody ends it.
   */
  readonly app?: PhoneApp
  /** How long a push takes to wake a phone that is offline, in milliseconds. Default 2000. */
  readonly pushDelayMs?: number
  /** After how many milliseconds a phone answers that nothing was said about. Default 400. */
  readonly answerAfterMs?: number
}
