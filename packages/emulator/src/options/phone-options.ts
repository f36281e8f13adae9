/** The app on a callee's phone. The apps behave differently. */
export type PhoneApp = 'android' | 'ios' | 'web'

/** Purchased edition of the application. `trial` behaves like `group`. */
export type Edition = '1v1' | 'group' | 'trial' | 'none'

/** Defaults of phones. */
export interface PhoneOptions {
  /**
   * Default app of callees. When the robot's stream ends in a call to one callee, Android hangs up, iOS hangs up unless
   * another bot plays in the room, and the web app stays. All of them drop invitations to nine or more callees. Default `web`.
   */
  readonly app?: PhoneApp
  /** Time until a push wakes an offline phone, in milliseconds. Default 2000. */
  readonly pushDelayMs?: number
  /** Time until a phone answers, in milliseconds. Default 400. */
  readonly answerAfterMs?: number
}
