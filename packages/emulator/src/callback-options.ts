/**
 * How callbacks of calls are spelled and delivered. The vendor's pages contradict each other, and the defaults are what the
 * field tables say.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 */
export interface CallbackOptions {
  /** Name of the kind of media in AfterStartCall: the field table has `MediaType`, the sample `CallMediaType`. */
  readonly callbackMediaField?: 'MediaType' | 'CallMediaType'
  /** Words for what a member did: `table` has Accept and Hang Up, `sample` Answer and Hangup. Default `table`. */
  readonly callbackActions?: 'table' | 'sample'
  /** `number` sends accounts of digits as bare numbers, also beyond 2^53, as a sample does. Default `text`. */
  readonly callbackAccounts?: 'text' | 'number'
  /** How often a Call callback that was not taken is sent again, a second apart. Default 0, as the vendor's. */
  readonly callbackRetries?: number
  /**
   * Whether receivers may be elsewhere than on this machine. Default false: nothing that a test sets by mistake is contacted,
   * and the delivery fails.
   */
  readonly callbacksBeyondLoopback?: boolean
}
