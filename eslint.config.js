import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Own rules. Each stands here because the mistake was made, or would be expensive. */
const CLOCK =
  'Ask the clock (ports.clock), so that tests and the office agree on the time. Only compose.ts and adapters read it.'
const theClockIsAPort = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: CLOCK },
]
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has one name everywhere. Only the configuration files of tools need a default.',
}

const size = (lines) => ['error', { max: lines, skipBlankLines: true, skipComments: true, IIFEs: true }]

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'shots/', 'test-results/', 'coverage/', 'node_modules/']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.main.json',
          './tsconfig.renderer.json',
          './tsconfig.preload.json',
          './tsconfig.page.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A flat switch over a union counts as one decision.
      complexity: ['error', { max: 10, variant: 'modified' }],
      'max-lines': ['error', 300],
      'max-lines-per-function': size(50),
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, ...theClockIsAPort],
      eqeqeq: 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Text is spread into code points where fonts and folding need exactly those.
      '@typescript-eslint/no-misused-spread': 'off',
      // `_name` is left out of a copy, or stands for an argument that is not needed.
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // A brand is a type parameter that stands once on purpose.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Router redirects are thrown by design.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
      // Ports are asynchronous; an adapter that answers at once still keeps its promise.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}', 'test/page/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // The React Compiler is not used; a virtual list is a virtual list.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['**/*.tsx', 'test/**/*.ts'],
    // What is shown under which condition is one flat list, and so are the steps of a journey.
    rules: { 'max-lines-per-function': size(120), complexity: ['error', { max: 15, variant: 'modified' }] },
  },
  {
    files: ['main/compose.ts', 'main/adapters/**', 'main/cli/**', 'test/**', 'scripts/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['main/cli/**', 'scripts/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.config.ts', 'renderer/**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
)
