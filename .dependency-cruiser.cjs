/**
 * The rooms of the house and the one way imports run between them.
 * A room may import the rooms of lower floors, through their index.ts, and nothing above or beside it
 * unless the floor says so.
 */
const floors = [
  ['platform'],
  ['identity'],
  // The pure half of calendar/ imports nothing at all (rule pure-calendar); its routes need an actor.
  ['calendar', 'feed', 'acknowledgements'],
  ['regulation'],
  ['executors', 'approvals', 'networks', 'attachments', 'assistance'],
  ['accounts', 'documents'],
  ['publishing'],
  ['incidents', 'content-plans'],
  ['intake', 'reporting', 'notifications', 'mailbox'],
  ['demo'],
];
const rooms = floors.flat();
const any = (names) => `^src/(${names.join('|')})/`;

const oneWay = floors.slice(0, -1).flatMap((floor, level) =>
  floor.map((room) => ({
    name: `${room}-looks-up`,
    comment: `${room} stands below ${floors.slice(level + 1).flat().join(', ')}`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
    to: { path: any([...floors.slice(level + 1).flat(), ...floor.filter((other) => other !== room)]) },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no-circular', comment: 'Circles hide which of two things stands on the other', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-through-index',
      comment: 'A module is entered only through its index.ts',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: any(rooms.filter((room) => room !== 'platform')), pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-only-through-index',
      comment: 'A part of the platform is entered only through its index.ts, or is one file of its own',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/', '\\.spec\\.ts$'] },
      to: { path: '^src/platform/[^/]+/', pathNot: '^src/platform/[^/]+/index\\.ts$' },
    },
    {
      name: 'pure-calendar',
      comment: 'Working-time arithmetic imports nothing outside its own files',
      severity: 'error',
      from: { path: '^src/calendar/(?!editable/)[^/]+\\.ts$', pathNot: ['\\.spec\\.ts$', '^src/calendar/index\\.ts$', '^src/calendar/worktime\\.cli\\.ts$'] },
      to: { pathNot: '^src/calendar/(?!editable/)' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'The product does not import its tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench)/' },
    },
    { name: 'no-orphans', comment: 'A file nobody imports is dead', severity: 'error', from: { orphan: true, pathNot: ['\\.spec\\.ts$', '\\.d\\.ts$'] }, to: {} },
    ...oneWay,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
