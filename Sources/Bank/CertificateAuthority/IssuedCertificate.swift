package import LineSecurity

/// A certificate that was just made, with the private key that nobody else has; PEM.
package struct IssuedCertificate: Sendable {
    package let certificate: String
    package let privateKey: String
    /// What others read off it.
    package let reading: LineCertificate

    package init(certificate: String, privateKey: String) throws(LineCredentialsError) {
        self.certificate = certificate
        self.privateKey = privateKey
        reading = try LineCertificate(pem: certificate)
    }
}
