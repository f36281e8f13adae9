const { provideRequire } = require('./provide-require.cjs')

// It imports `debug`, which is CommonJS.
exports.HttpsProxyAgent = provideRequire(() => require('https-proxy-agent')).HttpsProxyAgent
