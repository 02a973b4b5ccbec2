
@c33bb41f7f3d69b2142141ea29942e1206e3be344ebb2fe79e148d483b5c0915Å
7type.googleapis.com/envoy.service.discovery.v3.Resource≈£
8type.googleapis.com/envoy.config.core.v3.TransportSocketÊ
envoy.transport_sockets.tls∆
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextr
\Z
$
"/etc/ssl/certs/ca-certificates.crtz
grpcbin.test.k6.ioz
grpcbin.test.k6.iogrpcbin.test.k6.iomeshexternalservice_mes-grpcsÏ
7type.googleapis.com/envoy.service.discovery.v3.Resource∞é
8type.googleapis.com/envoy.config.core.v3.TransportSocket—
envoy.transport_sockets.tls±
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext]
NL
$
"/etc/ssl/certs/ca-certificates.crtz
httpbin.orgz
httpbin.orghttpbin.orgmeshexternalservice_mes-https¸
7type.googleapis.com/envoy.service.discovery.v3.Resource¿õ
8type.googleapis.com/envoy.config.core.v3.TransportSocketﬁ
envoy.transport_sockets.tlsæ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextÈ
⁄ã
Ÿ	÷	-----BEGIN CERTIFICATE-----
MIIDZTCCAk2gAwIBAgIBKjANBgkqhkiG9w0BAQsFADCBizELMAkGA1UEBhMCVVMx
CzAJBgNVBAgMAkNBMRYwFAYDVQQHDA1TYW4gRnJhbmNpc2NvMQ8wDQYDVQQKDAZ0
Y3BiaW4xDDAKBgNVBAsMA29wczETMBEGA1UEAwwKdGNwYmluLmNvbTEjMCEGCSqG
SIb3DQEJARYUaGFycnliYWdkaUBnbWFpbC5jb20wHhcNMjQwNjE0MDkxOTU2WhcN
MjQwNjE1MDkxOTU2WjAcMRowGAYDVQQDDBF0Y3BiaW4uY29tLWNsaWVudDCCASIw
DQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKuYTz4S4HpKosNEEg1l1NOvNF6m
LD7J8wVltURwbW43Z3bIVcNPUn67dMZDQJQqU6gNdE84ypoA51mzjp/HxfYcg5pC
eqr+TmT5uKu20O2p6faxkd9XPzfYu2lMP3KQ9OCnjMlB0BAb5CiNIQNb01Kax8B8
aOFukuX+7ayhQEqqDrywGzCHIsjiSyCTwQExbARScPF9nWh9GeTDDiQHKJQqU8Jg
UhDc3AGcvR6sJDdVuEyvRwk5W+LXh6KOAP04q0hav9qbisZf+W5SQ01omr3DhsI4
fLvsNh7B9PjjiSgWOaCqxlGBH3IuBmYx1GY9D+bkEIk5lVFxX/vwCuJhsFUCAwEA
AaNCMEAwHQYDVR0OBBYEFFH4g7uw8WsMB0bTJ6Wv4Uy4ke0MMB8GA1UdIwQYMBaA
FOLuMowBSAZfV5v82LmlaIIOvU/DMA0GCSqGSIb3DQEBCwUAA4IBAQBfc9qAaMR7
m132VhJNv3GU9sY3+LPszvBL2F2xl9SP0VP7poGwvoJrtqwFGAEhkbo3BRHoe0S3
URGmNScZZS1WdBYAIWovBJlSajLjT5V4cksAWV6wv9fhOWqqSJjUhL0gqdZJv43h
AgVvFyt+Pqx6jY0paRJzM/N3ZdLPCNFb1YH317CArBUuGlVC2sD3IwID+F3s7a8G
CaRoEgXjMtFUrpI7dji5RxyD4OLkj7nl4iy7jrCZP/F+Jo+8tJ75R8Uo1yO3Iz+8
SjqdagpOtJC7DWZr6SX9o9kIlMIxHHHNctDImypzK+fXZZeAgMUSHMdX++wLMMWk
vtNmoPVUTro7
-----END CERTIFICATE-----

¨©-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCrmE8+EuB6SqLD
RBINZdTTrzRepiw+yfMFZbVEcG1uN2d2yFXDT1J+u3TGQ0CUKlOoDXRPOMqaAOdZ
s46fx8X2HIOaQnqq/k5k+birttDtqen2sZHfVz832LtpTD9ykPTgp4zJQdAQG+Qo
jSEDW9NSmsfAfGjhbpLl/u2soUBKqg68sBswhyLI4ksgk8EBMWwEUnDxfZ1ofRnk
ww4kByiUKlPCYFIQ3NwBnL0erCQ3VbhMr0cJOVvi14eijgD9OKtIWr/am4rGX/lu
UkNNaJq9w4bCOHy77DYewfT444koFjmgqsZRgR9yLgZmMdRmPQ/m5BCJOZVRcV/7
8AriYbBVAgMBAAECggEAE4b3rZa0WPZZY2NBsqid+aD8krDSZCrTLxAN+sXYjixb
59aQe/Nw7d8jQNSyaqoObxdo3wMVe0UTDtAyMNipHILOLyXVk9Pw0+jfLRtW11T4
vQwkD4h8NzzAxxDYP49jbpVinhyRMuQZqMu2sA0pFUNr6+m8fbr5mJbUMUsAZ/6W
bsF628FqqY7KFCJF4FcYhGhDEvY6biaTsyviHREaaJIu2njCq0Rp3kU0JXFjiWU/
e+xXzhyyJnAlz3sFbrqfsWr5Pry52weIE9PCILH78evWuur1sCRHrzIP1KrGYMW0
dquIrYEo6URmRSfnO0c4Uc+img0KAJ/Y1Yyc5sC3AQKBgQDhVdkyVDcXe2tTDfQq
plSqrXTZd+KFXSw0p43p2im7hsJlf5IG7p0aaDuBeeGlVhFOq9uNBFh11cxj83kh
eR5CTVezcWSaXLK7zLR7j5Acu9riMmXaDQGIid+5O7pagDSm4zNHCYvqJbmWqNCX
Nqul4R7/shPgw244GBzNlRv2YQKBgQDC8kXc8QkujkpKJdVo0XVEwS3uafoyUxcq
PfogV8JlPMFD+9V2c6HR2JIZKJ354DXlo/2uieg8POIT1piVUBBNyxIPcQq1G0xW
BkO2Jr2grfSz+3p3dsLdyuu9mg8yPb5hpEWcN1mP1bZJ7aK4B99HP+s4vMwuslV8
sd26RMXWdQKBgFtjyhdTeJSZhcnFmwXBOA2RFBcvPDwCse8ZFcGGre5UlXs85ijR
lf4j0B6PJCk+Yv6ZTQ5AePAxqhfPo40j5lXVsIAiuT6x4fuw5nJGo5hDyF59OjnZ
lImgAZDK3KXf4XreIunowUpRypeEGDV8AtngGAZ0XwOFv6oYfXYTx6eBAoGAFRP4
9dCh+4SrB6Vbk7/B/DMe8j5HLRXK1WhqGQEkJaoSA3XBONN71aKi+VFo81GIwlGe
5jZHA+xZTWfQi6RifubMBxtj2v0endaDj7hUnIDyiltQfIY8v5pnLtLvfbErWodW
d3OMnX6v/QJSq68+Nwf0OOhA83OYxqi8np08/tkCgYEAjbCTpxH3hfwjvckvLR1U
GYWTiY31bVT2DU3Ef9KoOJArPJTnFSrCEn4JDHi4KSkzw/DzPFkLG7lIvEWmjq2S
trPgG0KBqlPkZBFDXS/muaVW42PXEyXKWY3tQZFusBNWuVW8Soeo3u7uaiWltO70
NvNIo7SmL5RtPAxwSiQ2s8g=
-----END PRIVATE KEY-----

J
$
"/etc/ssl/certs/ca-certificates.crtz

tcpbin.comz

tcpbin.com
tcpbin.com meshexternalservice_mes-tcp-mtlsÎ
7type.googleapis.com/envoy.service.discovery.v3.ResourceØã
8type.googleapis.com/envoy.config.core.v3.TransportSocketŒ
envoy.transport_sockets.tlsÆ
Ptype.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContextZ
LJ
$
"/etc/ssl/certs/ca-certificates.crtz

tcpbin.comz

tcpbin.com
tcpbin.commeshexternalservice_mes-tcp-tls"7type.googleapis.com/envoy.service.discovery.v3.Resource