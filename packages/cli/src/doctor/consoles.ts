/** The pages of the vendor's console that findings point to. */
export interface Console {
  /** The applications, with their SDKAppID, key, site and packages. */
  readonly apps: string
  /** The accounts of an application, and who of them is an administrator. */
  readonly accounts: string
  /** The cloud account's SecretId and SecretKey. */
  readonly cloudKeys: string
}

/** The mainland's console and the international one are two, and know nothing of each other. */
export function consoleOf(site: string | undefined): Console {
  const host = site === 'china' ? 'console.cloud.tencent.com' : 'console.tencentcloud.com'
  return {
    apps: `https://${host}/trtc/app`,
    accounts: `https://${host}/im`,
    cloudKeys: `https://${host}/cam/capi`,
  }
}
