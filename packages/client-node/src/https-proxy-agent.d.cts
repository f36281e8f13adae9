export { HttpsProxyAgent } from 'https-proxy-agent'
