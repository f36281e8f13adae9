const { withRequire } = require('./with-require.cjs')

// It imports `debug`, which is CommonJS.
exports.HttpsProxyAgent = withRequire(() => require('https-proxy-agent')).HttpsProxyAgent
