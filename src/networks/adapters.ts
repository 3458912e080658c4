import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/index.js';
import { FacebookAdapter } from './meta/facebook.adapter.js';
import { InstagramAdapter } from './meta/instagram.adapter.js';
import type { Network } from './network.js';
import { OkAdapter } from './ok/ok.adapter.js';
import type { NetworkAdapter } from './port.js';
import { TwitterAdapter } from './twitter/twitter.adapter.js';
import { VkAdapter } from './vk/vk.adapter.js';
import { NetworkHttp } from './wire/network-http.js';
import { Paces } from './wire/pace.js';

/** The networks this installation speaks to; the others are worked by hand. */
@Injectable()
export class NetworkAdapters implements OnApplicationShutdown {
  private readonly known = new Map<Network, NetworkAdapter>();
  private readonly open: NetworkHttp[] = [];

  constructor(@Inject(CONFIG) config: Config, paces: Paces) {
    const way = (baseUrl: string, proxy: string | undefined): NetworkHttp => {
      const http = new NetworkHttp({ baseUrl: baseUrl.replace(/\/$/, ''), proxy, timeoutMs: config.NETWORK_TIMEOUT_SECONDS * 1000 });
      this.open.push(http);
      return http;
    };
    const make: Record<Network, () => NetworkAdapter> = {
      vk: () => new VkAdapter(way(config.VK_API_URL, config.VK_PROXY), paces),
      ok: () => new OkAdapter(way(config.OK_API_URL, config.OK_PROXY), paces, { written: config.OK_COMMENTS }),
      facebook: () => new FacebookAdapter(way(config.META_API_URL, config.META_PROXY), paces),
      instagram: () => new InstagramAdapter(way(config.META_API_URL, config.META_PROXY), paces),
      twitter: () => new TwitterAdapter(way(config.TWITTER_API_URL, config.TWITTER_PROXY), paces),
    };
    for (const network of config.NETWORKS) this.known.set(network, make[network]());
  }

  /** The adapter of a network, or null where it is switched off. */
  of(network: Network): NetworkAdapter | null {
    return this.known.get(network) ?? null;
  }

  get switchedOn(): readonly Network[] {
    return [...this.known.keys()];
  }

  async onApplicationShutdown(): Promise<void> {
    for (const http of this.open) await http.close();
  }
}
