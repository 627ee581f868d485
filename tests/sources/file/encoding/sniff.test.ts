import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Encoding } from '@/lib/model/sync/file-format'
import { inspect, recordsOf } from '../../../support/files'

const texts: [Encoding, string][] = [
  ['shift_jis', 'id,名前\n1,データ処理の件\n2,東京都の山田太郎さん\n'],
  ['shift_jis', 'id,name\n1,データ\n'],
  ['gb18030', 'id,姓名\n1,北京市的王小明\n2,数据处理\n'],
  ['gb18030', 'id,name\n1,数据\n'],
  ['big5', 'id,姓名\n1,臺北市的王小明\n2,資料處理\n'],
  ['windows-1250', 'id,jméno\n1,Příliš žluťoučký kůň\n2,Łódź gęś\n'],
  ['windows-1250', 'id,nazwa\n1,Zażółć gęślą jaźń\n'],
  ['windows-1250', 'id,név\n1,Árvíztűrő tükörfúrógép\n'],
  ['windows-1251', 'id,имя\n1,Иванов Пётр\n2,Москва\n'],
  ['windows-1251', 'id,name\n1,Анна\n'],
  ['macintosh', 'id,name\n1,Zoë Größe\n2,café à la crème\n'],
  ['macintosh', 'id\nté\n'],
  ['windows-1252', 'id,name\n1,Zoë Größe – 5 €\n'],
  ['windows-1252', 'id\nté'],
  ['windows-1252', 'id,n\n1,Ångström\n2,Søren Østergård\n3,“quoted”\n'],
  ['windows-1252', 'id,n\n1,não\n2,ação\n3,coração\n'],
  ['windows-1252', 'id,n\n1,don’t\n'],
  ['windows-1254', 'id,n\n1,İstanbul şehir ığ\n'],
  ['windows-1253', 'id,n\n1,Αθήνα Ελλάδα\n'],
  ['koi8-r', 'id,имя\n1,Иванов Пётр\n'],
]

test.each(texts)('%s is told by its words: %j', async (encoding, text) => {
  const bytes = iconv.encode(text, encoding)

  for (const size of [1, 1000]) {
    const { format } = await inspect(bytes, size)
    expect(format.encoding).toBe(encoding)
    const last = (await recordsOf(bytes, size)).at(-1)
    expect(text).toContain(Object.values(last?.values ?? {}).at(-1))
  }
})

test('letters beyond ASCII tell the encoding however late they come', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => `${at},plain`).join('\n')
  const bytes = iconv.encode(`id,name\n${rows}\n1,Zażółć gęślą jaźń\n`, 'windows-1250')

  expect((await inspect(bytes, 1_000_000)).format.encoding).toBe('windows-1250')
})

test('what an admin says of the encoding counts, and what does not fit it costs its row', async () => {
  const bytes = Buffer.concat([
    iconv.encode('id,name\n1,データ\n2,', 'shift_jis'),
    Buffer.from([0xff]),
    iconv.encode('\n3,山田\n', 'shift_jis'),
  ])

  const rows = await recordsOf(bytes, 7, { encoding: 'shift_jis' })

  expect(rows.map(({ values, problem }) => problem?.code ?? values.name)).toEqual([
    'データ',
    'damaged-text',
    '山田',
  ])
})
