// Digests of one part of a file, off the page's thread: {id, blob} in, {id, sha256, md5} out, as hexadecimal digits.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

// RFC 1321. Object storage refuses a part that does not fit its MD5, and browsers have no MD5 of their own.
function md5(data) {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const whole = data.length - (data.length % 64);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const words = new Int32Array(16);
  for (let at = 0; at < whole; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4, true);
    mix(state, words);
  }
  const rest = data.length - whole;
  const tail = new DataView(new ArrayBuffer(rest < 56 ? 64 : 128));
  for (let i = 0; i < rest; i++) tail.setUint8(i, data[whole + i]);
  tail.setUint8(rest, 0x80);
  tail.setUint32(tail.byteLength - 8, (data.length * 8) >>> 0, true);
  tail.setUint32(tail.byteLength - 4, Math.floor(data.length / 2 ** 29), true);
  for (let at = 0; at < tail.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = tail.getInt32(at + i * 4, true);
    mix(state, words);
  }
  return new Uint8Array(state.buffer);
}

function mix(state, words) {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    let f;
    let g;
    if (i < 16) {
      f = (b & c) | (~b & d);
      g = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      g = (5 * i + 1) & 15;
    } else if (i < 48) {
      f = b ^ c ^ d;
      g = (3 * i + 5) & 15;
    } else {
      f = c ^ (b | ~d);
      g = (7 * i) & 15;
    }
    const sum = (a + f + SINES[i] + words[g]) | 0;
    const shift = SHIFTS[((i >> 4) << 2) | (i & 3)];
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

self.onmessage = async ({ data: { id, blob } }) => {
  try {
    const data = new Uint8Array(await blob.arrayBuffer());
    const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
    self.postMessage({ id, sha256: hex(sha256), md5: hex(md5(data)) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
