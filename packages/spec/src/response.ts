/** The metadata of every response. */
export interface ResponseMetadata {
  /** The vendor's ID of this request, for its support. Some responses of the Call interface omit it. */
  readonly RequestId?: string
}
