/** What every answer carries beside its data. */
export interface ReplyMeta {
  /** The vendor's id of this request, for a support ticket. Some replies of the Call family come without one. */
  readonly RequestId?: string
}
