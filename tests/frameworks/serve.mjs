// Runs in a project with the frameworks: node serve.mjs NAME. Prints the port, then the events of the handler.
import { createServer } from 'node:http'
import { createNodeWebhookHandler, createWebhookHandler, fastifyWebhook } from '@trtc-call/node/webhooks'

const print = (text) => process.stdout.write(`${text}\n`)

const options = {
  ...JSON.parse(process.env.WEBHOOK_ACCESS),
  onEvent: ({ type }) => print(`event ${type}`),
  onError: ({ message }) => print(`error ${message.split('\n')[0]}`),
}
const handle = createNodeWebhookHandler(options)

async function importDefault(name) {
  return (await import(name)).default
}

/** Mounts the handler behind the parsers of `parsersOf`. */
async function serveExpress(version, parsersOf) {
  const express = await importDefault(version)
  const app = express()
  for (const parser of parsersOf(express)) app.use(parser)
  return createServer(app.post('/trtc', handle))
}

async function serveKoa(parser, more = () => {}) {
  const Koa = await importDefault('koa')
  const app = new Koa()
  if (parser !== undefined) app.use((await importDefault(parser))())
  app.use((ctx) => {
    ctx.respond = false
    more(ctx)
    return handle(ctx.req, ctx.res)
  })
  return createServer(app.callback())
}

function keepRawBody(request, _response, bytes) {
  request.rawBody = bytes
}

function passRawBody({ req, request }) {
  req.rawBody = request.rawBody
}

const servers = {
  fastify: async () => {
    const app = (await importDefault('fastify'))()
    app.register(fastifyWebhook({ path: '/trtc', ...options }))
    await app.ready()
    return app.server
  },
  'functions-framework': async () => {
    const { http } = await import('@google-cloud/functions-framework')
    const { getTestServer } = await import('@google-cloud/functions-framework/testing')
    http('trtc', handle)
    return getTestServer('trtc')
  },
  hono: async () => {
    const { Hono } = await import('hono')
    const { createAdaptorServer } = await import('@hono/node-server')
    const handleWeb = createWebhookHandler(options)
    return createAdaptorServer(new Hono().post('/trtc', (c) => handleWeb(c.req.raw)))
  },
  koa: () => serveKoa(),
  'koa behind koa-bodyparser': () => serveKoa('koa-bodyparser'),
  'koa behind koa-bodyparser, with rawBody': () => serveKoa('koa-bodyparser', passRawBody),
  'koa behind @koa/bodyparser, with rawBody': () => serveKoa('@koa/bodyparser', passRawBody),
}
for (const version of ['express4', 'express5']) {
  servers[version] = () => serveExpress(version, () => [])
  servers[`${version} behind raw()`] = () => serveExpress(version, (express) => [express.raw({ type: '*/*' })])
  servers[`${version} behind json()`] = () => serveExpress(version, (express) => [express.json()])
  servers[`${version} behind json() that keeps rawBody`] = () =>
    serveExpress(version, (express) => [express.json({ verify: keepRawBody })])
  servers[`${version} behind urlencoded()`] = () =>
    serveExpress(version, (express) => [express.urlencoded({ extended: true })])
}

const server = await servers[process.argv[2]]()
server.listen(0, '127.0.0.1', () => print(`port ${server.address().port}`))
