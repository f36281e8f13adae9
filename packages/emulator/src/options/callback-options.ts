/**
 * Format and delivery of call callbacks. The vendor's field tables and samples contradict each other; the defaults follow the
 * tables.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 */
export interface CallbackOptions {
  /** Name of the media type in AfterStartCall: `MediaType` in the field table, `CallMediaType` in the sample. Default `MediaType`. */
  readonly callbackMediaField?: 'MediaType' | 'CallMediaType'
  /** Names of actions: `table` has Accept and Hang Up, `sample` Answer and Hangup. Default `table`. */
  readonly callbackActions?: 'table' | 'sample'
  /** `number` sends userIDs of digits as JSON numbers, even beyond 2^53, as a sample does. Default `text`. */
  readonly callbackAccounts?: 'text' | 'number'
  /** How often a failed Call callback is sent again, a second apart. Default 0, like the vendor. */
  readonly callbackRetries?: number
  /**
   * Whether receivers may be on other machines. Default false: such a delivery fails without contacting them, so that a test
   * cannot call a real server by mistake.
   */
  readonly callbacksBeyondLoopback?: boolean
}
