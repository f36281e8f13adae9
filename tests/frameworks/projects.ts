const options = `{
  ...JSON.parse(process.env['WEBHOOK_ACCESS'] ?? '{}'),
  onEvent: ({ type }) => console.log('event ' + type),
  onError: (error) => console.log('error ' + (error as Error).message.split('\\n')[0]),
}`

/** A NestJS project as generated up to version 10: CommonJS without moduleResolution. */
export const nestFiles: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ private: true, type: 'commonjs' }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'commonjs',
      target: 'ES2021',
      declaration: true,
      emitDecoratorMetadata: true,
      experimentalDecorators: true,
      allowSyntheticDefaultImports: true,
      skipLibCheck: true,
      strictNullChecks: true,
      outDir: './dist',
      types: ['node'],
    },
    files: ['main.ts'],
  }),
  'main.ts': `import 'reflect-metadata'
import { Controller, Module, Post, type RawBodyRequest, Req, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { createNodeWebhookHandler } from '@trtc-call/node/webhooks'
import type { Request, Response } from 'express'

const handle = createNodeWebhookHandler(${options})

@Controller('trtc')
class WebhookController {
  @Post()
  receive(@Req() request: RawBodyRequest<Request>, @Res() response: Response): Promise<void> {
    return handle(request, response)
  }
}

@Module({ controllers: [WebhookController] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { rawBody: process.argv[2] === 'rawBody', logger: ['error'] })
  const server = await app.listen(0, '127.0.0.1')
  console.log('port ' + server.address().port)
}
main()
`,
}

const page = `import { createNodeWebhookHandler } from '@trtc-call/node/webhooks'

export default createNodeWebhookHandler(${options})
`

/** A Next.js project with routes under pages/api. */
export const nextFiles: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['dom', 'esnext'],
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'react-jsx',
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      esModuleInterop: true,
      resolveJsonModule: true,
      isolatedModules: true,
      allowJs: true,
      incremental: true,
    },
    include: ['**/*.ts'],
  }),
  'pages/api/parsed.ts': page,
  'pages/api/raw.ts': `${page}\nexport const config = { api: { bodyParser: false } }\n`,
}
