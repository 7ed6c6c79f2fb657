import { can } from '#platform/access/can.ts'
import { isModuleOn } from '#platform/access/module.ts'
import { switchModule } from '#platform/access/switch-module.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { changeOwnAddress, findOwnAddress } from '#platform/mail/own-address.ts'
import { changeWord } from '#platform/words/own-words.ts'
import { ok } from '#shared/result.ts'
import { mailPages } from './mail-pages.tsx'
import { paths } from './paths.ts'
import { getWord, listModules, listWords } from './queries.ts'
import { AddressForm, ModuleParams, NothingForm, WordForm, WordParams } from './schemas.ts'
import { MailAddress } from './views/mail-address.tsx'
import { Modules } from './views/modules.tsx'
import { Settings } from './views/settings.tsx'
import { ChangeWord, WordList } from './views/words.tsx'

const back = { href: paths.home, text: 'Settings' }
const nobody = () => []

const words: readonly Route[] = [
  page({
    path: paths.words,
    can: 'setting:read',
    audit: 'word-list.viewed',
    handle: (ctx) =>
      Promise.resolve({
        title: 'Words',
        back,
        layout: 'wide',
        body: <WordList words={listWords(ctx)} mayChange={can(ctx.actor, 'word:change')} />,
        about: {},
      }),
  }),
  page({
    path: '/settings/words/:key',
    can: 'word:change',
    audit: 'word.viewed',
    params: WordParams,
    handle: (ctx, { params, form }) =>
      Promise.resolve({
        title: 'Change a word',
        back: { href: paths.words, text: 'Words' },
        body: <ChangeWord form={form} word={getWord(ctx, params.key)} />,
        about: { fields: [params.key] },
      }),
  }),
  act({
    path: '/settings/words/:key',
    page: '/settings/words/:key',
    can: 'word:change',
    audit: 'word.changed',
    said: 'Your word is used from now on.',
    params: WordParams,
    body: WordForm,
    explain: nobody,
    handle: async (ctx, { params, body }) => {
      await changeWord(ctx.tx, params.key, body.own)
      return ok({ to: paths.words, about: { fields: [params.key] } })
    },
  }),
  act({
    path: '/settings/words/:key/reset',
    page: '/settings/words/:key',
    can: 'word:change',
    audit: 'word.reset',
    said: 'The word that Heed ships is used again.',
    params: WordParams,
    body: NothingForm,
    explain: nobody,
    handle: async (ctx, { params }) => {
      await changeWord(ctx.tx, params.key, undefined)
      return ok({ to: paths.words, about: { fields: [params.key] } })
    },
  }),
]

const modules: readonly Route[] = [
  page({
    path: paths.modules,
    can: 'setting:read',
    audit: 'module-list.viewed',
    handle: (ctx, { form }) =>
      Promise.resolve({
        title: 'Modules',
        back,
        body: (
          <Modules
            form={form}
            modules={listModules(ctx)}
            maySwitch={can(ctx.actor, 'module:switch')}
          />
        ),
        about: {},
      }),
  }),
  act({
    path: '/settings/modules/:name/off',
    page: paths.modules,
    can: 'module:switch',
    audit: 'module.switched-off',
    said: 'The module is off. Nothing that was recorded is lost.',
    params: ModuleParams,
    body: NothingForm,
    explain: nobody,
    handle: async (ctx, { params }) => {
      await switchModule(ctx.tx, params.name, false)
      return ok({ to: paths.modules, about: { fields: [params.name] } })
    },
  }),
  act({
    path: '/settings/modules/:name/on',
    page: paths.modules,
    can: 'module:switch',
    audit: 'module.switched-on',
    said: 'The module is in use again, with all that was recorded.',
    params: ModuleParams,
    body: NothingForm,
    explain: nobody,
    handle: async (ctx, { params }) => {
      await switchModule(ctx.tx, params.name, true)
      return ok({ to: paths.modules, about: { fields: [params.name] } })
    },
  }),
]

const address: readonly Route[] = [
  page({
    path: paths.address,
    can: 'signed-in',
    audit: 'mail-address.viewed',
    handle: async (ctx, { form }) => ({
      title: 'Messages to you',
      back,
      body: <MailAddress form={form} address={await findOwnAddress(ctx)} />,
      about: {},
    }),
  }),
  act({
    path: paths.address,
    page: paths.address,
    can: 'signed-in',
    audit: 'mail-address.changed',
    said: 'That is where Heed writes to you from now on.',
    body: AddressForm,
    explain: nobody,
    handle: async (ctx, { body }) => {
      await changeOwnAddress(ctx, body.address)
      return ok({ to: paths.home, about: {} })
    },
  }),
]

/** What a person and a partnership may set. */
export const pages: readonly Route[] = [
  page({
    path: paths.home,
    can: 'signed-in',
    audit: { none: 'a list of links that says nothing of anybody' },
    handle: (ctx) =>
      Promise.resolve({
        title: 'Settings',
        body: (
          <Settings
            mayRead={can(ctx.actor, 'setting:read')}
            mayWatchMail={can(ctx.actor, 'mail:watch')}
            maySetAssurance={can(ctx.actor, 'setting:change') && isModuleOn(ctx.actor, 'learning')}
          />
        ),
        about: {},
      }),
  }),
  ...words,
  ...modules,
  ...address,
  ...mailPages,
]
