import { type DialedCall, isTrtcError, type Placement, type TrtcCall } from '@trtc-call/node'

/** `unclear`: the vendor's response was lost, so the customer's phone may have rung. */
export type OrderState = 'ready' | 'ringing' | 'notified' | 'not-reached' | 'unclear'

interface Order {
  readonly customer: string
  state: OrderState
  /** Identifies the call of an unclear order. */
  placement?: Placement
}

/** Calls customers when their order is ready and plays a recorded message when they answer. */
export class Orders {
  readonly #orders = new Map<string, Order>()
  readonly #trtc: Pick<TrtcCall, 'dial' | 'findCall'>
  readonly #recordingUrl: string

  constructor(trtc: Pick<TrtcCall, 'dial' | 'findCall'>, recordingUrl: string) {
    this.#trtc = trtc
    this.#recordingUrl = recordingUrl
  }

  add(orderId: string, customer: string): void {
    this.#orders.set(orderId, { customer, state: 'ready' })
  }

  state(orderId: string): OrderState | undefined {
    return this.#orders.get(orderId)?.state
  }

  /** Calls the customer, unless they have been notified or their phone may be ringing. */
  async notify(orderId: string): Promise<OrderState> {
    const order = this.#get(orderId)
    if (order.state !== 'ready' && order.state !== 'not-reached') return order.state
    order.state = 'ringing'
    try {
      const { customer } = order
      const stream = { url: this.#recordingUrl }
      const call = await this.#trtc.dial({ robot: 'shop', callees: [customer], media: 'audio', stream })
      order.state = await resultOf(call)
    } catch (error) {
      // Only with the outcome `unknown` the phone may still ring. After every other error no call is left.
      const placement = isTrtcError(error) && error.outcome === 'unknown' ? error.dial?.placement : undefined
      order.state = placement ? 'unclear' : 'not-reached'
      if (!placement) throw error
      order.placement = placement
    }
    return order.state
  }

  /**
   * Resolves the state of an unclear order without ringing. Call it after the ring timeout, when the vendor has written its
   * record.
   */
  async settle(orderId: string): Promise<OrderState> {
    const order = this.#get(orderId)
    if (order.state !== 'unclear' || !order.placement) return order.state
    const call = await this.#trtc.findCall(order.placement)
    // A customer who answered has heard nothing, because the stream was not started.
    if (call) await call.hangUp()
    order.state = 'not-reached'
    return order.state
  }

  #get(orderId: string): Order {
    const order = this.#orders.get(orderId)
    if (!order) throw new TypeError(`order ${orderId} does not exist`)
    return order
  }
}

/** A customer is notified if they answered and the message played to its end, or they hung up during it. */
async function resultOf(call: DialedCall): Promise<OrderState> {
  const { outcome } = await call.ended()
  return outcome === 'completed' ? 'notified' : 'not-reached'
}
