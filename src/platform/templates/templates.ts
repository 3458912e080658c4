import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { type Asset, loadAssets } from './assets.js';
import { wordingHelpers } from './helpers.js';

/** The folder `templates/` beside `package.json`, whether the product runs from `src` or from `dist`. */
export function templatesFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'templates'))) return join(folder, 'templates');
  }
  throw new Error('No folder "templates" beside package.json');
}

/**
 * Text for people: handlebars templates of `templates/`, named by their path without the ending.
 * `*.html.hbs` escapes what it is given, `*.txt.hbs` takes it as it is; a missing value is an error, not an empty place.
 * Files whose name begins with `_` are partials of both kinds, named by their path: `{{> emails/_greeting.html}}`.
 * `{{asset "page.css"}}` is the address of a file of `templates/assets`.
 */
export class Templates {
  private readonly handlebars = Handlebars.create();
  private readonly compiled = new Map<string, HandlebarsTemplateDelegate>();
  /** What pages are made of besides their text, by file name. */
  readonly assets: ReadonlyMap<string, Asset>;

  constructor(private readonly folder: string) {
    const assets = join(folder, 'assets');
    this.assets = existsSync(assets) ? loadAssets(assets) : new Map();
    this.handlebars.registerHelper({ ...wordingHelpers, asset: (name: string) => this.addressOf(name) });
    for (const name of this.names()) if (/(^|\/)_[^/]*$/.test(name)) this.handlebars.registerPartial(name, this.source(name));
  }

  /** Every template with its kind, e.g. `pages/registry.html`; partials too. */
  names(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => file.split(sep).join('/').slice(0, -'.hbs'.length));
  }

  /**
   * Renders a template, e.g. `emails/assignment.txt`.
   * @throws Error when there is no such template, or it names a value that `data` lacks.
   */
  render(name: string, data: object): string {
    let template = this.compiled.get(name);
    if (!template) {
      template = this.handlebars.compile(this.source(name), { noEscape: name.endsWith('.txt'), strict: true });
      this.compiled.set(name, template);
    }
    return template(data);
  }

  /** @throws Error when there is no such asset. */
  addressOf(name: string): string {
    const asset = this.assets.get(name);
    if (!asset) throw new Error(`No asset ${name}`);
    return asset.address;
  }

  private source(name: string): string {
    return readFileSync(join(this.folder, `${name}.hbs`), 'utf8');
  }
}
