import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registryEnvironment } from '../../scripts/release/registry-environment.ts'
import { runCommand } from '../../scripts/release/run-command.ts'

/** The resources that all projects of a run share. */
export interface ProjectsOptions {
  /** The parent folder of all projects. */
  readonly folder: string
  readonly registry: string
  /** The folder with Node, Bun and Deno in its node_modules. */
  readonly runtimes: string
}

/** A project of a user, with its package manager and its runtime. */
export interface Project {
  readonly folder: string
  /** Installs, or upgrades to, these exact versions. */
  install(versions: Readonly<Record<string, string>>): Promise<void>
  /** Runs a file of the project and returns its output. */
  run(file: string): Promise<string>
}

export const kinds = ['npm', 'pnpm', 'bun', 'deno'] as const
export type Kind = (typeof kinds)[number]

interface Commands {
  readonly install: (packages: readonly string[]) => readonly string[]
  readonly run: readonly string[]
}

/** Creates a project with its package manager alone; only the environment configures the registry. */
export async function createProject(kind: Kind, name: string, options: ProjectsOptions): Promise<Project> {
  const cwd = join(options.folder, name)
  await mkdir(cwd, { recursive: true })
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }))
  const env = environment(options)
  const { install, run } = commands(options.runtimes)[kind]
  return {
    folder: cwd,
    async install(versions) {
      const [program = '', ...parameters] = install(Object.entries(versions).map((pair) => pair.join('@')))
      await runCommand(program, parameters, { cwd, env })
    },
    run(file) {
      const [program = '', ...parameters] = run
      return runCommand(program, [...parameters, file], { cwd, env })
    },
  }
}

/** The manifest of an installed package. */
export async function installedFile(project: Project, name: string, file: string): Promise<string> {
  return readFile(join(project.folder, 'node_modules', name, file), 'utf8')
}

function commands(runtimes: string): Readonly<Record<Kind, Commands>> {
  const bun = join(runtimes, 'node_modules', '.bin', 'bun')
  const deno = join(runtimes, 'node_modules', '.bin', 'deno')
  return {
    npm: { install: (names) => ['npm', 'install', '--save-exact', '--no-audit', '--no-fund', ...names], run: ['node'] },
    pnpm: { install: (names) => ['pnpm', 'add', '--save-exact', ...names], run: ['node'] },
    bun: { install: (names) => [bun, 'add', '--exact', ...names], run: [bun, 'run'] },
    deno: {
      // By default, packages published a minute ago are too new.
      install: (names) => [deno, 'add', '--minimum-dependency-age=0', ...names.map((name) => `npm:${name}`)],
      run: [deno, 'run', '--allow-all', '--minimum-dependency-age=0'],
    },
  }
}

/** Separate caches for this run, because an earlier run has published the same versions. */
function environment({ folder, registry }: ProjectsOptions): NodeJS.ProcessEnv {
  return {
    ...registryEnvironment(registry),
    npm_config_cache: join(folder, 'npm-cache'),
    pnpm_config_store_dir: join(folder, 'pnpm-store'),
    pnpm_config_cache_dir: join(folder, 'pnpm-cache'),
    BUN_INSTALL_CACHE_DIR: join(folder, 'bun-cache'),
    DENO_DIR: join(folder, 'deno-cache'),
    DENO_NO_UPDATE_CHECK: '1',
  }
}
