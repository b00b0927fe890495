extension UInt64 {
    /// Whether this is a prime number, surely: by Miller and Rabin with bases that leave no liar below 2⁶⁴.
    ///
    /// Source: J. Sorenson, J. Webster, "Strong pseudoprimes to twelve prime bases", 2017: the first twelve primes decide
    /// all numbers below 3.18 × 10²³.
    package var isPrime: Bool {
        let bases: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
        guard self >= 2 else { return false }
        for base in bases where isMultiple(of: base) { return self == base }
        return bases.allSatisfy(isProbablePrime(base:))
    }

    /// With self − 1 = d · 2ʳ and d odd: base^d is 1, or some base^(d·2ⁱ) with i < r is −1.
    private func isProbablePrime(base: UInt64) -> Bool {
        let twos = (self - 1).trailingZeroBitCount
        var power = base.power((self - 1) >> UInt64(twos), modulo: self)
        if power == 1 || power == self - 1 { return true }
        for _ in 1..<Swift.max(twos, 1) {
            power = power.times(power, modulo: self)
            if power == self - 1 { return true }
        }
        return false
    }

    private func times(_ other: UInt64, modulo: UInt64) -> UInt64 {
        modulo.dividingFullWidth(multipliedFullWidth(by: other)).remainder
    }

    private func power(_ exponent: UInt64, modulo: UInt64) -> UInt64 {
        var result: UInt64 = 1
        var square = self % modulo
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result = result.times(square, modulo: modulo) }
            square = square.times(square, modulo: modulo)
            left >>= 1
        }
        return result
    }
}
