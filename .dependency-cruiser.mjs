// The import rule of ARCHITECTURE.md as a gate: shared <- platform <- features <- app, and inside a feature
// rules <- store <- commands <- pages. Features meet at index.ts.
const reserved = 'index|model|store|commands|queries|pages|api|schemas|fhir|jobs|reactions|facts'
const feature = '^src/features/([^/]+)/'
const tests = '\\.test\\.tsx?$|/fixtures/|^src/features/[^/]+/test-'
const rules = `${feature}(?!(?:${reserved})\\.)(?!commands/|views/|store/|queries/|pages/)(?!.*\\.test\\.)[^/]+\\.ts$`
const model = '^src/features/[^/]+/model\\.ts$'

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}

export default {
  forbidden: [
    rule('no-rings', 'A ring has no first page to read.', {}, { circular: true }),
    {
      ...rule(
        'no-feature-rings',
        'Two features that lean on each other are one feature.',
        { path: '^src/features/[^/]+$' },
        { circular: true },
      ),
      scope: 'folder',
    },
    rule(
      'no-orphans',
      'A file that nothing uses is not part of the house.',
      {
        orphan: true,
        path: '^src',
        pathNot: [
          tests,
          '\\.d\\.ts$',
          '^src/(main|public|worker|cli|migrate)\\.ts$',
          '^src/platform/html/',
          'read-document-child\\.ts$',
        ],
      },
      {},
    ),
    rule(
      'shared-is-a-leaf',
      'Shared is pure.',
      { path: '^src/shared', pathNot: tests },
      { pathNot: ['^src/shared', 'node_modules/temporal-polyfill'] },
    ),
    rule(
      'platform-knows-no-feature',
      'The platform serves every feature.',
      { path: '^src/platform' },
      { path: '^src/features' },
    ),
    rule(
      'features-meet-at-index',
      'Only what a feature offers may be used.',
      { path: feature, pathNot: tests },
      { path: '^src/features/', pathNot: ['^src/features/$1/', '/index\\.ts$', '/model\\.ts$'] },
    ),
    rule(
      'rules-import-only-shared',
      'Rules are values to values.',
      { path: rules, pathNot: tests },
      { pathNot: ['^src/shared', '^src/features/$1/', model] },
    ),
    rule(
      'rules-never-reach-io',
      'Not even through a friend.',
      { path: rules, pathNot: tests },
      {
        path: 'node_modules/(pg|kysely|fastify|preact-render-to-string|zod)/|^src/platform/(db|http|html|jobs|files)',
        reachable: true,
      },
    ),
    rule(
      'commands-know-no-pages',
      'What is done does not depend on how it is shown.',
      { path: `${feature}(commands|store|queries|jobs|reactions)(\\.|/)`, pathNot: tests },
      { path: ['^src/platform/(http|html)', '/views/', '/pages\\.tsx$', '/api\\.ts$'] },
    ),
    rule(
      'views-stay-dumb',
      'A view shows what it is given.',
      { path: `${feature}views/`, pathNot: tests },
      {
        pathNot: [
          '^src/shared',
          '^src/platform/html',
          '^src/features/$1/views/',
          '^src/features/$1/[^/]+\\.ts$',
          '^src/features/$1/(claims|gate)/[^/]+\\.ts$',
          model,
          'node_modules/preact/',
        ],
      },
    ),
    rule(
      'views-ask-nobody',
      'A view reads no store.',
      { path: `${feature}views/`, pathNot: tests },
      { path: '/(store|queries|commands|schemas|index)(\\.ts$|/)' },
    ),
    rule(
      'sql-only-in-stores',
      'Whoever reads the tables can be found by name.',
      {
        path: '^src',
        pathNot: [
          '^src/platform/(db|audit|access|jobs|search|facts|drafts|words|mail|backup|files|http/(in-session|command-key))',
          '/(store|queries)(\\.|/)',
          tests,
          '^src/(sample|platform/installation|cli|founding)',
        ],
      },
      { path: 'node_modules/(kysely|pg)/' },
    ),
    rule(
      'fastify-only-in-platform',
      'One folder knows the web server.',
      { path: '^src', pathNot: ['^src/platform/http', tests] },
      { path: 'node_modules/fastify/' },
    ),
    rule(
      'nobody-imports-the-root',
      "The composition root is nobody's friend.",
      { pathNot: ['^src/[^/]+\\.ts$', tests, '^tests', '^tools'] },
      { path: '^src/[^/]+\\.ts$' },
    ),
    rule(
      'training-never-reaches-cases',
      'A wall of PRODUCT: training people do not see cases.',
      { path: '^src/features/(training|forum|campaigns)/' },
      { path: '^src/features/(cases|people|reviews)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.generated\\.ts$|\\.test\\.tsx?$|/test-world\\.ts$|/fixtures/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
    moduleSystems: ['es6'],
  },
}
