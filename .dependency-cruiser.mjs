/**
 * Who may import whom. `test/contract/borders.test.ts` proves that these rules read the tree and find what they forbid.
 * A new library is placed on purpose: `core-is-pure` and `contract-knows-only-zod` list what they may use.
 */
const CORE_LIBRARIES = [
  'zod',
  'pdf-lib',
  '@pdf-lib/standard-fonts',
  'pdfkit',
  'fontkit',
  '@noble/hashes',
  '@types/node',
]
const npm = (names) => `(^|/)node_modules/(${names.join('|')})/`

const forbidden = [
  {
    name: 'no-circles',
    comment: 'Two files that need each other are one file, or miss a third.',
    from: { path: '^(main|preload|renderer|seeds|scripts|bench|test)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that cannot be found escapes every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'product-knows-no-tests',
    comment:
      'Tests, seeds and tools may use the product, never the other way round; the demo office is loaded at run time.',
    from: { path: '^(main|preload|renderer)/' },
    to: { path: '^(test|seeds|scripts|bench)/' },
  },
  {
    name: 'contract-knows-only-zod',
    comment: 'Page, product, tests and clients of other systems share the contract: it carries nothing along.',
    from: { path: '^main/contract/' },
    to: { pathNot: ['^main/contract/', npm(['zod', '@orpc/contract'])] },
  },
  {
    name: 'core-is-pure',
    comment: 'The core has no file system, network, SQL, door or clock; it asks for them in core/ports.ts.',
    from: { path: '^main/core/' },
    to: { pathNot: ['^main/(core|contract)/', npm(CORE_LIBRARIES), '^(node:)?(crypto|zlib|buffer)$'] },
  },
  {
    name: 'adapters-know-no-door',
    comment: 'An adapter turns one outside thing into a port; who asked is none of its business.',
    from: { path: '^main/adapters/([^/]+)/' },
    to: { path: '^main/', pathNot: ['^main/(core|contract)/', '^main/adapters/$1/'] },
  },
  {
    name: 'api-binds-contract-to-core',
    comment: 'Procedures are one line each; what they need of the world comes through the context.',
    from: { path: '^main/api/' },
    to: { path: '^main/', pathNot: '^main/(api|core|contract)/' },
  },
  {
    name: 'doors-know-only-the-api',
    comment: 'A door carries calls. Only its entry may put the product together.',
    from: { path: '^main/(electron|http)/', pathNot: '^main/http/serve\\.ts$' },
    to: { path: '^main/', pathNot: ['^main/(api|contract)/', '^main/$1/'] },
  },
  {
    name: 'preload-knows-only-the-wire',
    comment: 'Every line of a preload runs with more rights than the page.',
    from: { path: '^preload/' },
    to: { pathNot: ['^preload/', '^main/contract/wire\\.ts$', npm(['electron'])] },
  },
  {
    name: 'page-sees-only-the-contract',
    comment: 'The page runs in a browser: no Node built-in, nothing of the product but the contract.',
    from: { path: '^renderer/' },
    to: { path: '^(main/(?!contract/)|preload/)' },
  },
  {
    name: 'page-has-no-node',
    comment: 'The page runs in a browser: no Node built-in.',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pages-do-not-know-each-other',
    comment: 'What two pages share is a component.',
    from: { path: '^renderer/pages/([^/]+)/' },
    to: { path: '^renderer/pages/', pathNot: '^renderer/pages/$1/' },
  },
  {
    name: 'only-the-shell-knows-electron',
    comment: 'Everything else runs in plain Node: server, command line, tests.',
    from: { pathNot: '^(main/electron/|main/index\\.ts$|preload/|test/(desktop|contract)/|scripts/|electron\\.)' },
    to: { path: npm(['electron']), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'only-http-knows-fastify',
    comment: 'One folder knows the web framework.',
    from: { path: '^main/', pathNot: '^main/http/' },
    to: { path: npm(['fastify', '@fastify/[^/]+']) },
  },
  {
    name: 'only-the-store-knows-sql',
    comment: 'One folder knows the database.',
    from: { path: '^main/', pathNot: '^main/adapters/store/' },
    to: { path: npm(['kysely', 'better-sqlite3', 'pg']) },
  },
]

export default {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: ['^(out|dist|shots)/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
}
