import { Injectable } from '@nestjs/common';
import { Directory, Locations, Topics } from '../../executors/index.js';
import { NONE } from './count-cells.js';
import { answerNames, groundNames, networkNames, stateNames } from './labels.js';

const isId = (key: string): boolean => key !== NONE;

/** Names of what figures are kept apart by, as of now: a report keeps them with its figures. */
@Injectable()
export class Names {
  constructor(
    private readonly topics: Topics,
    private readonly locations: Locations,
    private readonly directory: Directory,
  ) {}

  /** Names by key, and the group of each topic. */
  async of(keys: { topics: readonly string[]; locations: readonly string[]; authorities: readonly string[] }): Promise<KnownNames> {
    const topics = await this.topics.some(keys.topics.filter(isId));
    const locations = await this.locations.some(keys.locations.filter(isId));
    const authorities = await this.directory.authorities(keys.authorities.filter(isId));
    return new KnownNames(
      new Map(topics.map(({ id, name, group }) => [id, { name, group }])),
      new Map(locations.map(({ id, name }) => [id, name])),
      new Map(authorities.map(({ id, shortName }) => [id, shortName])),
    );
  }
}

/** Names by key; what is unknown keeps its key, so that nothing ever vanishes from a figure. */
export class KnownNames {
  private readonly groups: Map<string, string>;

  constructor(
    private readonly topics: ReadonlyMap<string, { name: string; group: { id: string; name: string } }>,
    private readonly locations: ReadonlyMap<string, string>,
    private readonly authorities: ReadonlyMap<string, string>,
  ) {
    this.groups = new Map([...topics.values()].map(({ group }) => [group.id, group.name]));
  }

  topic = (key: string): string => this.topics.get(key)?.name ?? (isId(key) ? key : 'Тема не определена');
  topicGroup = (key: string): string => this.groups.get(key) ?? (isId(key) ? key : 'Тема не определена');
  location = (key: string): string => this.locations.get(key) ?? (isId(key) ? key : 'Без населённого пункта из справочника');
  authority = (key: string): string => this.authorities.get(key) ?? key;
  network = (key: string): string => networkNames[key] ?? key;
  state = (key: string): string => stateNames[key] ?? key;
  ground = (key: string): string => groundNames[key] ?? key;
  answer = (key: string): string => answerNames[key] ?? key;

  /** The group a topic belongs to. */
  groupOf = (topic: string): string => this.topics.get(topic)?.group.id ?? NONE;
}
