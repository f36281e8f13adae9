/** Pages of the vendor's console that findings link to. */
export interface ConsoleLinks {
  /** The applications with their SDKAppID, key, site and packages. */
  readonly apps: string
  /** The accounts of an application and its administrators. */
  readonly accounts: string
  /** The cloud account's SecretId and SecretKey. */
  readonly cloudKeys: string
}

/** China and the other sites have separate consoles. */
export function consoleLinks(site: string | undefined): ConsoleLinks {
  const origin = site === 'china' ? 'https://console.cloud.tencent.com' : 'https://console.tencentcloud.com'
  return { apps: `${origin}/trtc/app`, accounts: `${origin}/im`, cloudKeys: `${origin}/cam/capi` }
}
