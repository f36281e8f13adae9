declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
  class Api {
    constructor(sdkAppId: number, sdkSecretKey: string)
    genUserSig(userId: string, expireSeconds: number): string
    genPrivateMapKey(userId: string, expireSeconds: number, roomId: number, privilegeMap: number): string
    genPrivateMapKeyWithStringRoomID(
      userId: string,
      expireSeconds: number,
      roomId: string,
      privilegeMap: number,
    ): string
  }
  const library: { readonly Api: typeof Api }
  export = library
}
