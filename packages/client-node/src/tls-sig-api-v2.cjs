const { provideRequire } = require('./provide-require.cjs')

// The package's own package.json has the key `main` twice, and bundlers and Bun take the first, which names a file that does not exist.
module.exports = provideRequire(() => require('tls-sig-api-v2/TLSSigAPIv2.js'))
