export { accountNetworks, networks, type Network } from './network.js';
export { belongsTo, postKey } from './post-link.js';
