/** Shown to a browser that did not come through the printed address. */
export const NOT_ENTERED = `<!doctype html>
<html lang="vi">
  <meta charset="utf-8" />
  <title>Văn Thư</title>
  <h1>Văn Thư</h1>
  <p>Hãy mở Văn Thư bằng địa chỉ mà chương trình đã in ra. Mỗi địa chỉ chỉ dùng được một lần, trong một trình duyệt.</p>
  <p lang="en">Open Văn Thư with the address that the program printed. Each address works once, in one browser.</p>
</html>
`

/** Goes on to the app after the door let a browser in. */
export const ENTERED = `<!doctype html>
<html lang="vi">
  <meta charset="utf-8" />
  <meta http-equiv="refresh" content="0; url=/" />
  <title>Văn Thư</title>
  <p><a href="/">Văn Thư</a></p>
</html>
`
