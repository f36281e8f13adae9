import { type DialedCall, isTrtcError, type Placement, type TrtcCall } from '@trtc-call/node'

/** `unclear`: the answer of the vendor was lost, so the customer's phone may have rung. */
export type OrderState = 'ready' | 'ringing' | 'told' | 'not-reached' | 'unclear'

interface Order {
  readonly customer: string
  state: OrderState
  /** Finds the call of an unclear order again. */
  placement?: Placement
}

/** Orders that are ready, and customers who are told so by phone: a recorded message plays when they answer. */
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

  /** Rings the customer, unless they know already or may just be ringing. */
  async tell(orderId: string): Promise<OrderState> {
    const order = this.#get(orderId)
    if (order.state !== 'ready' && order.state !== 'not-reached') return order.state
    order.state = 'ringing'
    try {
      const { customer } = order
      const stream = { url: this.#recordingUrl }
      const call = await this.#trtc.dial({ robot: 'shop', callees: [customer], media: 'audio', stream })
      order.state = await howItWent(call)
    } catch (error) {
      // Only this may have rung: everything else did not, or was hung up again.
      const placement = isTrtcError(error) && error.outcome === 'unknown' ? error.dial?.placement : undefined
      order.state = placement ? 'unclear' : 'not-reached'
      if (!placement) throw error
      order.placement = placement
    }
    return order.state
  }

  /**
   * Finds out what became of an unclear order; ask when it would have stopped ringing, and the vendor has had time to write
   * its record. Does not ring.
   */
  async settle(orderId: string): Promise<OrderState> {
    const order = this.#get(orderId)
    if (order.state !== 'unclear' || !order.placement) return order.state
    const call = await this.#trtc.findCall(order.placement)
    // Whoever answered heard nothing, as nobody was there to start the message.
    if (call) await call.hangUp()
    order.state = 'not-reached'
    return order.state
  }

  #get(orderId: string): Order {
    const order = this.#orders.get(orderId)
    if (!order) throw new TypeError(`there is no order ${orderId}`)
    return order
  }
}

/** Told is who answered and let the message play to its end, or at least hung up on it themselves. */
async function howItWent(call: DialedCall): Promise<OrderState> {
  const { outcome } = await call.ended()
  return outcome === 'completed' ? 'told' : 'not-reached'
}
