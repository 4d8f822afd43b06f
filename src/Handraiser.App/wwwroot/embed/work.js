// What a page does while its form is being flooded: it looks for a number that gives, hashed with the challenge, enough
// zero bits in front. A moment of a telephone, in slices between what its owner types.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n);
const fraction = root => ((root % 1) * 2 ** 32) | 0;
const START = Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime)));
const ROUND = Int32Array.from(primes, prime => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);

// The first 32 bits of SHA-256 of one block of sixteen words.
function hash() {
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15], y = words[i - 2];
    words[i] = words[i - 16] + words[i - 7]
      + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
      + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROUND[i] + words[i] | 0;
    const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g; g = f; f = e; e = d + one | 0;
    d = c; c = b; b = a; a = one + two | 0;
  }
  return a + START[0] | 0;
}

function isEnough(text, difficulty) {
  words.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (3 - i % 4) * 8;
  words[text.length >> 2] |= 0x80 << (3 - text.length % 4) * 8;
  words[15] = text.length * 8;
  return Math.clz32(hash()) >= difficulty;
}

const breath = () => new Promise(done => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});

export async function solve({ challenge, difficulty }) {
  for (let number = 0; ; await breath()) {
    for (const until = performance.now() + 12; performance.now() < until;) {
      for (let i = 0; i < 64; i++, number++) {
        const text = `${challenge}:${number}`;
        if (isEnough(text, difficulty)) return text;
      }
    }
  }
}

// On a page of ours: worked out while the form is filled in. Whoever is quicker waits for it a little.
for (const input of document.querySelectorAll('input[data-challenge]')) {
  const { challenge, difficulty } = input.dataset;
  const solved = solve({ challenge, difficulty }).then(text => { input.value = text; });
  input.form.addEventListener('submit', async event => {
    if (input.value || event.defaultPrevented) return;
    event.preventDefault();
    await Promise.race([solved, new Promise(done => setTimeout(done, 8000))]);
    HTMLFormElement.prototype.submit.call(input.form);
  }, { once: true });
}
