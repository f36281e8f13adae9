declare class Api {
  constructor(sdkAppId: number, sdkSecretKey: string)
  genUserSig(userId: string, expireSeconds: number): string
  genPrivateMapKey(userId: string, expireSeconds: number, roomId: number, privilegeMap: number): string
  genPrivateMapKeyWithStringRoomID(userId: string, expireSeconds: number, roomId: string, privilegeMap: number): string
}
declare const library: { readonly Api: typeof Api }
export = library
