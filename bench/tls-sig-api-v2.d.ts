declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
  const library: {
    readonly Api: new (sdkAppId: number, key: string) => { genUserSig(userId: string, expire: number): string }
  }
  export default library
}
