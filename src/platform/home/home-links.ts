import { Injectable } from '@nestjs/common';

/** A door of the product that a person opens in a browser. */
export interface HomeLink {
  href: string;
  name: string;
  about: string;
}

/** What the home page leads to; each room names its own doors when it starts. */
@Injectable()
export class HomeLinks {
  private readonly links: HomeLink[] = [
    { href: '/api/docs', name: 'Программный интерфейс', about: 'Описание каждого запроса с примерами; машинное описание — /api/openapi.json' },
  ];

  get all(): readonly HomeLink[] {
    return this.links;
  }

  register(link: HomeLink): void {
    this.links.push(link);
  }
}
